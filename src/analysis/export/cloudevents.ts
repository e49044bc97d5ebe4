// What was published, as CloudEvents 1.0 in JSON, one a line: the form that scenario files read real changes in. Who doubles a message
// sends the same id again, as the specification wants it; what was never published is not there.
import type { EventType, Status } from '../../engine/index.ts';
import type { CreateExporter } from './exporter.ts';
import { instantText } from './instant.ts';

interface Change {
  readonly time: number;
  readonly type: EventType;
}

interface State {
  readonly status: Status;
  readonly plan: string | undefined;
}

const NEW: State = { status: 'absent', plan: undefined };

function typeOf(before: State, after: State): EventType {
  if (after.status === 'absent') return 'UserDeleted';
  if (before.status === 'absent') return 'UserCreated';
  if (before.status === after.status && before.plan !== after.plan) return 'UserPlanChanged';
  return after.status === 'suspended' ? 'UserSuspended' : 'UserReactivated';
}

export const cloudevents: CreateExporter = ({ scenario }) => {
  const states = new Map<number, State>();
  const changes = new Map<string, Change>();
  return {
    head: '',
    line: (line, told) => {
      if (line.kind === 'commit') {
        const after = { status: line.status, plan: line.plan };
        changes.set(`${line.user} ${line.version}`, {
          time: line.t,
          type: typeOf(states.get(line.user) ?? NEW, after),
        });
        states.set(line.user, after);
        return '';
      }
      if (line.kind !== 'publish' || !told) return '';
      const { user, version, original = version, status, plan, cause } = line;
      const change = changes.get(`${user} ${original}`);
      const event = {
        specversion: '1.0',
        id: String(line.message),
        source: `/driftlab/${scenario.id}/user-service`,
        type: cause === 'snapshot' ? 'UserSnapshot' : (change?.type ?? 'UserSnapshot'),
        subject: String(user),
        time: instantText(scenario.start, change?.time ?? line.t),
        sequence: String(version),
        datacontenttype: 'application/json',
        data: { status, ...(plan !== undefined && { plan }) },
      };
      return `${JSON.stringify(event)}\n`;
    },
    foot: () => '',
  };
};
