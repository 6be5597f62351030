import { Popover as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import styles from './popover.module.css';

interface PopoverProps {
  readonly trigger: ReactElement;
  readonly label: string;
  readonly side: 'top' | 'bottom' | 'left' | 'right';
  readonly children: ReactNode;
}

/** A small panel that opens beside its button; Escape and a click elsewhere close it. */
export function Popover({ trigger, label, side, children }: PopoverProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className={styles['content']}
          side={side}
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label={label}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
