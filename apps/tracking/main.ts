import { showTracking } from '#features/outcomes/portal/tracking/tracking-page.ts';
import '#platform/web/plain/plain.css';

// `/t/TOKEN`: the token is all this page knows.
const page = document.getElementById('page');
if (page !== null) showTracking(page, location.pathname.split('/')[2] ?? '');
