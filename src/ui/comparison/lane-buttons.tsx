// The buttons of a lane: edit (of a future that was left behind: look at it) and close.
import { usePage, useRunner } from '../state/use-runner.ts';
import { Icon } from '../widgets/icon.tsx';
import styles from './comparison.module.css';

/** Named by the lane's place: titles hold other buttons' names. The last lane stays, and none while lanes are computed. */
export const LaneButtons = ({ id, title }: { readonly id: string; readonly title: string }) => {
  const runner = useRunner();
  const running = usePage((page) => page.comparisonStage.is === 'running');
  const isFuture = usePage((page) => page.work?.futures?.some((future) => future.id === id) ?? false);
  const last = usePage((page) => !isFuture && (page.work?.scenario.variants.length ?? 0) < 2);
  const place = usePage((page) => 1 + (page.comparison?.lanes.findIndex(({ result }) => result.id === id) ?? 0));
  return (
    <span className={styles['buttons']}>
      {isFuture ? (
        <button
          type="button"
          aria-label={`Show lane ${place} on the main stage`}
          title="Show it on the main stage"
          disabled={running}
          onClick={() => void runner.edit.lookAt(id, title)}
        >
          <Icon name="stage" />
        </button>
      ) : (
        <button
          type="button"
          aria-label={`Edit lane ${place}`}
          title={title}
          disabled={running}
          onClick={() => runner.lanes.edit(id)}
        >
          <Icon name="edit" />
        </button>
      )}
      {!last && (
        <button
          type="button"
          aria-label={`Close lane ${place}`}
          title={title}
          disabled={running}
          onClick={() => void runner.lanes.close(id)}
        >
          <Icon name="close" />
        </button>
      )}
    </span>
  );
};
