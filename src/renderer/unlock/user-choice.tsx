import { useId } from 'react';
import type { LockState } from '../../shared/ipc/library';

interface UserChoiceProps {
  readonly users: LockState['users'];
  readonly last: string | null;
}

/** Whose passphrase it will be; one user needs no choice. */
export function UserChoice({ users, last }: UserChoiceProps) {
  const id = useId();
  const [only] = users;
  if (users.length === 1 && only) return <input type="hidden" name="user" value={only.id} />;
  return (
    <div>
      <label htmlFor={id}>Name</label>
      <select id={id} name="user" defaultValue={last ?? users[0]?.id}>
        {users.map((user) => (
          <option key={user.id} value={user.id}>
            {user.name}
          </option>
        ))}
      </select>
    </div>
  );
}
