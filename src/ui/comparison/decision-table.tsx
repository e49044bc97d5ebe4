// A table of the decision: its name and what it is about as its caption; on a narrow page a row is a card.
import styles from './decision.module.css';

interface TableProps {
  readonly name: string;
  readonly of: { readonly caption: string; readonly cells: readonly (readonly string[])[] };
}

export const DecisionTable = ({ of: { caption, cells }, name }: TableProps) => {
  const [heading = [], ...rows] = cells;
  if (rows.length === 0)
    return (
      <p className={styles['weights']}>
        <b>{name}.</b> {caption}
      </p>
    );
  return (
    <div className={styles['tablebox']}>
      <table className={styles['table']} aria-label={name}>
        <caption>
          <b>{name}.</b> {caption}
        </caption>
        <thead>
          <tr>
            {heading.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join('|')}>
              {row.map((cell, n) =>
                n === 0 ? (
                  <th key={heading[n]} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={heading[n]} data-title={heading[n]}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
