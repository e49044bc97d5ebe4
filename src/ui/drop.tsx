// A file may be dropped anywhere on the page: a lesson's is opened, any other goes to the scenario dialog; both say what is wrong. The
// browser must never leave the page for a file.
import { useEffect, useState } from 'react';
import styles from './app.module.css';
import { openLessonFile } from './state/lesson/lesson-files.ts';
import { useRunner } from './state/use-runner.ts';

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;

export const Drop = () => {
  const runner = useRunner();
  const [over, setOver] = useState(false);
  useEffect(() => {
    // While another dialog is open, what is being entered there comes first.
    const welcome = (): boolean => ['none', 'scenario', 'lessons'].includes(runner.get().dialog);
    const onDragOver = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = welcome() ? 'copy' : 'none';
      setOver(welcome());
    };
    const onLeave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const incoming = [...(event.dataTransfer?.files ?? [])];
      if (!welcome() || incoming.length === 0) return;
      void openLessonFile(runner, incoming, runner.get().dialog === 'lessons').then(
        (isLesson) => isLesson || runner.set({ dialog: 'scenario', problems: [], incoming }),
      );
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [runner]);
  if (!over) return null;
  return (
    <div className={styles['drop']} aria-hidden="true">
      <p className="serif">
        Drop a scenario’s or a lesson’s file. What you have open stays as it is until you run the new one.
      </p>
    </div>
  );
};
