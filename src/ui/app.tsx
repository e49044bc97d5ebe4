// The page as a whole. So far it only says its name; panels join it here, and panels know nothing of each other.

export const App = () => (
  <main>
    <h1>Driftlab</h1>
    <p>How a copy of the truth, kept by events, drifts from it, and what brings it back.</p>
  </main>
);
