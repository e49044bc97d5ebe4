// F33: the User database is restored from a backup, and the authority goes back. Copies are ahead of it, versions are given a second time
// for other facts, and who signed up since exists only in copies.
import type { Fault } from '../points.ts';

export const userRestore: Fault = {
  id: 'user-restore',
  title: 'User database restored',
  summary:
    'The User database goes back to an older backup: changes since then were never made, and versions are given again for other changes.',
  symptom: 'Nothing at Billing; a comparison finds rows that are newer in the copy than in the User database.',
  incidents: [
    {
      title: 'A server went back to a backup, and gave keys a second time that others had from it already',
      address: 'https://github.com/element-hq/element-meta/issues/2155',
      year: 2023,
    },
    {
      title: 'A stale database took over; what a second store had noted of newer rows pointed to other people’s',
      address: 'https://github.blog/2012-09-14-github-availability-this-week/',
      year: 2012,
    },
  ],
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
