// What people can do to the run at the shown moment: inject a fault, chosen from a menu, or begin the repair now.
import { faultsFor } from '../../engine/index.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { Icon } from '../widgets/icon.tsx';
import { Menu } from '../widgets/menu.tsx';

export const FaultMenu = () => {
  const { set, edit } = useRunner();
  const ready = usePage((page) => page.stage.is === 'ready');
  const began = usePage((page) => page.frame?.moment?.repair.beganAt !== null);
  const there = usePage((page) => page.facts !== null && page.time + 1 >= page.facts.startsAt);
  const open = usePage((page) => page.menuOpen);
  const scenario = usePage((page) => page.facts?.spec.scenario ?? page.work?.scenario);
  return (
    <>
      {ready && there && !began && (
        <button type="button" className="btn" onClick={() => void edit.repairNow()}>
          Start repair now
        </button>
      )}
      <Menu
        label="Inject fault"
        icon={<Icon name="plus" />}
        disabled={!ready}
        open={open}
        onOpen={(menuOpen) => set({ menuOpen })}
        items={(scenario === undefined ? [] : faultsFor(scenario)).map(({ id, title, symptom }) => ({
          id,
          title,
          hint: symptom,
          onChoose: () => set({ dialog: 'inject', injecting: id }),
        }))}
      />
    </>
  );
};
