// The page's entry: starts the page's own run and puts the app that shows it into the document.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './tokens.css';
import './base.css';
import { App } from './app.tsx';
import { startPage } from './state/start.ts';
import { RunnerContext } from './state/use-runner.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');

const runner = startPage();

createRoot(root).render(
  <StrictMode>
    <RunnerContext value={runner}>
      <App />
    </RunnerContext>
  </StrictMode>,
);
