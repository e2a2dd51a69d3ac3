import { showResponse } from '#features/dispatch/portal/response/response-page.ts';
import '#platform/web/plain/plain.css';

// `/r/TOKEN`: the token is all this page knows.
const page = document.getElementById('page');
if (page !== null) showResponse(page, location.pathname.split('/')[2] ?? '');
