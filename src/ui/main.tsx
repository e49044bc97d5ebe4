// The page's entry: starts the page's own run and puts the app that shows it into the document; or, in a second window, the notes.
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import './tokens.css';
import './base.css';
import { App } from './app.tsx';
import { startPage } from './state/start.ts';
import { RunnerContext } from './state/use-runner.ts';
import { InOwnWords } from './state/use-words.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');

const notesWindow = () => import('./notes/notes.tsx');
const NotesWindow = lazy(() => notesWindow().then((part) => ({ default: part.NotesWindow })));
const isNotes = new URLSearchParams(location.search).has('notes');

createRoot(root).render(
  <StrictMode>
    {isNotes ? (
      <Suspense fallback={null}>
        <NotesWindow />
      </Suspense>
    ) : (
      <RunnerContext value={startPage()}>
        <InOwnWords>
          <App />
        </InOwnWords>
      </RunnerContext>
    )}
  </StrictMode>,
);
