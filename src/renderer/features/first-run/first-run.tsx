import { useEffect, useRef, type ReactNode } from 'react';
import { WELCOME_STEPS, type WelcomeStep } from '../../../shared/ipc/app';
import { Button } from '../../ui/button';
import { goToStep, stepFrom } from './first-run-store';
import styles from './first-run.module.css';

const NAMES: Readonly<Record<WelcomeStep, string>> = {
  place: 'Your library',
  protect: 'Passphrase',
  engine: 'This computer',
  photo: 'First photo',
};

interface FirstRunProps {
  readonly step: WelcomeStep;
  /** What each step consists of. */
  readonly steps: Readonly<Record<WelcomeStep, ReactNode>>;
}

/** The first start of a new library, in four short steps that can each be left out. */
export function FirstRun({ step, steps }: FirstRunProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The keyboard begins each step at its top.
  useEffect(() => heading.current?.focus(), [step]);
  const before = stepFrom(step, -1);
  const after = stepFrom(step, 1);
  return (
    <section className={styles['welcome']} data-region="welcome" aria-label="Welcome">
      <div className={styles['sheet']}>
        <header>
          <h1>Welcome to Macule</h1>
          <p>Four short steps. Leave out what you like; Help → Set up Macule leads back here.</p>
        </header>
        <nav aria-label="Steps">
          <ol className={styles['steps']}>
            {WELCOME_STEPS.map((name, index) => (
              <li key={name}>
                <Button
                  look="bare"
                  aria-current={name === step ? 'step' : undefined}
                  onClick={() => goToStep(name)}
                >
                  <span className={styles['number']} aria-hidden>
                    {index + 1}
                  </span>
                  {NAMES[name]}
                </Button>
              </li>
            ))}
          </ol>
        </nav>
        <div className={styles['step']}>
          <h2 ref={heading} tabIndex={-1}>
            {NAMES[step]}
          </h2>
          {steps[step]}
        </div>
        <footer className={styles['ways']}>
          <Button look="bare" onClick={() => goToStep(null)}>
            {after === null ? 'Close' : 'Skip the rest'}
          </Button>
          <span className={styles['spring']} />
          {before && <Button onClick={() => goToStep(before)}>Back</Button>}
          {/* The passphrase has buttons of its own. */}
          {after && step !== 'protect' && (
            <Button look="main" onClick={() => goToStep(after)}>
              Continue
            </Button>
          )}
        </footer>
      </div>
    </section>
  );
}
