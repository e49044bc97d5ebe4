// F33: the User database is restored from a backup, and the authority goes back. Copies are ahead of it, versions are given a second time
// for other facts, and who signed up since exists only in copies.
import type { Fault } from '../points.ts';

export const userRestore: Fault = {
  id: 'user-restore',
  title: 'User database restored',
  summary:
    'The User database goes back to an older backup: changes since then were never made, and versions are given again for other changes.',
  symptom: 'Nothing at Billing; a comparison finds rows that are newer in the copy than in the User database.',
  incidents: [],
  uncited:
    'Reports of restored databases tell of what was lost there, and not of copies elsewhere that were ahead afterwards.',
  lasting: false,
  parameters: {
    back: { type: 'duration', min: 1, summary: 'How old the backup is.' },
    epoch: {
      type: 'boolean',
      default: false,
      summary: 'Whether what goes back gets versions above all that were given, as with an epoch that is raised.',
    },
  },
  suits: () => true,
  speaks: {},
  deed: (values) => ({ does: 'restoreUsers', back: values['back'] as number, epoch: values['epoch'] === true }),
};
