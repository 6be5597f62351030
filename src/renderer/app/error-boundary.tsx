import { Component, type ErrorInfo, type ReactNode } from 'react';
import { toFailure, type Failure } from '../../shared/errors';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import styles from './app.module.css';

interface ErrorBoundaryProps {
  /** What the reader calls the part of the window that is inside. */
  readonly region: string;
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly failure: Failure | null;
}

/** Keeps a mistake in one part of the window from taking the others down. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { failure: null };

  static getDerivedStateFromError(thrown: unknown): ErrorBoundaryState {
    return { failure: toFailure(thrown) };
  }

  override componentDidCatch(thrown: unknown, info: ErrorInfo): void {
    console.error(`${this.props.region}:`, thrown, info.componentStack);
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (!failure) return this.props.children;
    return (
      <div className={styles['broken']}>
        <FailureNote
          title={`${this.props.region} had a problem`}
          failure={{ ...failure, advice: 'Your photos and results are stored safely.' }}
        >
          <Button look="main" onClick={() => this.setState({ failure: null })}>
            Show it again
          </Button>
        </FailureNote>
      </div>
    );
  }
}
