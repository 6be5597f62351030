import { createContext, use, useId, useState, type ReactNode } from 'react';
import type { z } from 'zod';
import type { Failure } from '../../shared/errors';
import { Button } from './button';
import { FailureNote } from './failure-note';
import styles from './form.module.css';

/** What is wrong with each field, by the field's name; '' for the form as a whole. */
const Problems = createContext<Readonly<Record<string, string>>>({});

interface FormProps<S extends z.ZodType> {
  readonly schema: S;
  /** Turns the fields' texts into what the schema checks; field names are its paths. */
  readonly read: (text: (name: string) => string, data: FormData) => z.input<S>;
  /** Saves what was entered. @returns what went wrong, or null. */
  readonly save: (entered: z.output<S>) => Promise<Failure | null>;
  readonly saveLabel: string;
  /** What the button beside it is called; “Cancel” by default. */
  readonly cancelLabel?: string;
  /** Nothing is to be saved; `onDone` by default. */
  readonly onCancel?: () => void;
  readonly onDone: () => void;
  readonly children: ReactNode;
}

/** Fields with one button that saves: the schema's complaints stand beside their fields, and nothing typed is lost. */
export function Form<S extends z.ZodType>(props: FormProps<S>) {
  const {
    schema,
    read,
    save,
    saveLabel,
    cancelLabel = 'Cancel',
    onDone,
    onCancel = onDone,
    children,
  } = props;
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (form: HTMLFormElement): Promise<void> => {
    const data = new FormData(form);
    const parsed = schema.safeParse(read((name) => textOf(data, name), data));
    setFailure(null);
    if (!parsed.success) {
      const found: Record<string, string> = {};
      for (const { path, message } of parsed.error.issues) found[String(path[0] ?? '')] ??= message;
      setProblems(found);
      const first = Object.keys(found).find((name) => name !== '');
      form.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
      return;
    }
    setProblems({});
    setBusy(true);
    const failed = await save(parsed.data);
    setBusy(false);
    if (failed) setFailure(failed);
    else onDone();
  };

  return (
    <Problems value={problems}>
      <form
        noValidate
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void submit(event.currentTarget);
        }}
      >
        <div className={styles['fields']}>{children}</div>
        {problems[''] && <p role="alert">{problems['']}</p>}
        {failure && <FailureNote title="Not saved" failure={failure} />}
        <div className={styles['actions']}>
          <Button onClick={onCancel}>{cancelLabel}</Button>
          <Button type="submit" look="main" disabled={busy}>
            {saveLabel}
          </Button>
        </div>
      </form>
    </Problems>
  );
}

/** A field exactly as typed: spaces at the ends belong to a passphrase. */
export const typedText = (data: FormData, name: string): string => {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
};

const textOf = (data: FormData, name: string): string => typedText(data, name).trim();

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly wide?: boolean;
  /** Where typing begins when the form opens. */
  readonly firstFocus?: boolean;
}

interface ControlProps {
  readonly id: string;
  readonly name: string;
  readonly defaultValue: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

function Field(props: FieldProps & { readonly control: (control: ControlProps) => ReactNode }) {
  const { name, label, value, wide, control } = props;
  const id = useId();
  const problem = use(Problems)[name];
  return (
    <div className={styles['field']} data-wide={wide}>
      <label htmlFor={id}>{label}</label>
      {control({
        ...{ id, name, defaultValue: value },
        'aria-invalid': problem !== undefined,
        'aria-describedby': problem ? `${id}-problem` : undefined,
      })}
      {problem && (
        <p id={`${id}-problem`} className={styles['problem']}>
          {problem}
        </p>
      )}
    </div>
  );
}

export function TextField(
  props: FieldProps & {
    readonly suggestions?: readonly string[];
    readonly type?: 'text' | 'date' | 'number' | 'password';
  },
) {
  const { suggestions, type = 'text', firstFocus = false } = props;
  const listId = useId();
  return (
    <Field
      {...props}
      control={(control) => (
        <>
          <input
            {...control}
            type={type}
            data-first-focus={firstFocus}
            list={suggestions && listId}
            autoComplete="off"
          />
          {suggestions && (
            <datalist id={listId}>
              {suggestions.map((suggestion) => (
                <option key={suggestion} value={suggestion} />
              ))}
            </datalist>
          )}
        </>
      )}
    />
  );
}

export function AreaField(props: FieldProps) {
  return <Field {...props} wide control={(control) => <textarea {...control} rows={3} />} />;
}

export function ChoiceField(
  props: FieldProps & { readonly choices: readonly (readonly [value: string, label: string])[] },
) {
  return (
    <Field
      {...props}
      control={(control) => (
        <select {...control}>
          {props.choices.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    />
  );
}
