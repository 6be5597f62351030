import { useState } from 'react';
import { z } from 'zod';
import { ROLE_NAMES, ROLES, roleSchema, type User } from '../../../shared/access/role';
import type { Protection } from '../../../shared/ipc/library';
import { SHORTEST_PASSPHRASE } from '../../../shared/access/passphrase';
import { Button } from '../../ui/button';
import { ChoiceField, Form, TextField } from '../../ui/form';
import { changeLibrary, changeOrTell } from './security-store';
import { newPassphrase, readPassphrases } from './new-passphrase';
import styles from './security.module.css';

const schema = z
  .object({ name: z.string().trim().min(1, 'Say who that is.'), role: roleSchema })
  .and(newPassphrase);

interface UserSectionProps {
  readonly protection: Protection;
  readonly own: User;
}

/** Everybody who can open the library, and what they may do. */
export function UserSection({ protection, own }: UserSectionProps) {
  const [adding, setAdding] = useState(false);
  return (
    <section>
      <h3>Users</h3>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">May</th>
            <th scope="col">
              <span className={styles['unseen']}>Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {protection.users.map((user) => (
            <tr key={user.id}>
              <td>{user.name}</td>
              <td>
                <select
                  aria-label={`Role of ${user.name}`}
                  value={user.role}
                  onChange={({ target }) =>
                    void changeOrTell('library:change-role', {
                      ...{ userId: user.id, role: roleSchema.parse(target.value) },
                    })
                  }
                >
                  {ROLES.map((role) => (
                    <option key={role} value={role}>
                      {ROLE_NAMES[role]}
                    </option>
                  ))}
                </select>
              </td>
              <td>
                {user.id !== own.id && (
                  <Button
                    aria-label={`Remove ${user.name}`}
                    onClick={() => void changeOrTell('library:remove-user', { userId: user.id })}
                  >
                    Remove
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {adding ? (
        <Form
          schema={schema}
          read={(text, data) => ({
            ...{ name: text('name'), role: roleSchema.parse(text('role')), ...readPassphrases(data) },
          })}
          saveLabel="Add"
          save={({ name, role, passphrase }) => changeLibrary('library:add-user', { name, role, passphrase })}
          onDone={() => setAdding(false)}
        >
          <TextField name="name" label="Name" value="" firstFocus />
          <ChoiceField
            name="role"
            label="May"
            value="clinician"
            choices={ROLES.map((role) => [role, ROLE_NAMES[role]] as const)}
          />
          <TextField
            name="passphrase"
            label={`First passphrase, at least ${SHORTEST_PASSPHRASE} letters`}
            value=""
            type="password"
          />
          <TextField name="repeated" label="Passphrase again" value="" type="password" />
        </Form>
      ) : (
        <Button onClick={() => setAdding(true)}>Add a user …</Button>
      )}
    </section>
  );
}
