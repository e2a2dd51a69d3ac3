import { showLink } from '#features/calls/portal/link/link-page.ts';
import '#platform/web/plain/plain.css';

// `/l/TOKEN`: the token is all this page knows.
const page = document.getElementById('page');
if (page !== null) showLink(page, location.pathname.split('/')[2] ?? '');
