/** The style of the public page; the content policy allows none inside the page itself. */
export const publicPageStyle = `:root {
  color-scheme: light dark;
  --ink: light-dark(#16202c, #e8edf3);
  --soft: light-dark(#4c5a69, #a9b6c4);
  --line: light-dark(#cfd7e0, #3b4856);
  --ground: light-dark(#ffffff, #10171f);
  --mark: light-dark(#b3261e, #ff8a80);
}
body {
  margin: 0 auto;
  max-width: 44rem;
  padding: 1rem;
  background: var(--ground);
  color: var(--ink);
  font: 1.0625rem / 1.6 system-ui, sans-serif;
}
header {
  display: flex;
  align-items: center;
  gap: 1rem;
  border-bottom: 2px solid var(--mark);
}
header p {
  font-weight: 600;
}
img {
  object-fit: contain;
}
h1 {
  margin: 1rem 0 0;
  color: var(--mark);
  font-size: clamp(2rem, 9vw, 3.25rem);
  line-height: 1.1;
}
.lead {
  font-size: 1.25rem;
}
.figures {
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr));
  gap: 0.75rem;
}
.figures div {
  display: flex;
  flex-direction: column-reverse;
  border: 1px solid var(--line);
  border-radius: 0.5rem;
  padding: 0.5rem 0.75rem;
}
.figures dt,
footer {
  color: var(--soft);
}
.figures dd {
  margin: 0;
  font-size: 2rem;
  font-weight: 700;
}
table {
  width: 100%;
  border-collapse: collapse;
}
th,
td {
  border-bottom: 1px solid var(--line);
  padding: 0.35rem 0.25rem;
  text-align: right;
}
th:first-child {
  text-align: left;
}
`;
