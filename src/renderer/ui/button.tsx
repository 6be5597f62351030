import type { ComponentProps } from 'react';
import styles from './button.module.css';

type ButtonProps = ComponentProps<'button'> & {
  /** `plain` by default; `main` for the one next step, `bare` for icons in a row. */
  readonly look?: 'plain' | 'main' | 'bare';
};

export function Button({ look = 'plain', className, ...props }: ButtonProps) {
  return (
    <button
      type="button"
      className={[styles['button'], className].filter(Boolean).join(' ')}
      data-look={look}
      {...props}
    />
  );
}
