import { create } from 'zustand';
import type { Failure } from '../../shared/errors';

export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

export interface ToastMessage {
  readonly id: number;
  readonly tone: 'neutral' | 'problem';
  readonly title: string;
  readonly detail: string | null;
  readonly action: ToastAction | null;
}

interface ToastStore {
  readonly toasts: readonly ToastMessage[];
  readonly nextId: number;
}

export const useToasts = create<ToastStore>()(() => ({ toasts: [], nextId: 1 }));

/** Shows a short message for a while; the newest three stay. */
export function showToast(message: {
  readonly title: string;
  readonly detail?: string;
  readonly action?: ToastAction;
  readonly tone?: ToastMessage['tone'];
}): void {
  useToasts.setState(({ toasts, nextId }) => ({
    nextId: nextId + 1,
    toasts: [
      ...toasts.slice(-2),
      {
        id: nextId,
        tone: message.tone ?? 'neutral',
        title: message.title,
        detail: message.detail ?? null,
        action: message.action ?? null,
      },
    ],
  }));
}

/** Shows what went wrong and what to do about it. */
export const showFailure = (title: string, failure: Failure): void =>
  showToast({ title, detail: [failure.message, failure.advice].filter(Boolean).join(' '), tone: 'problem' });

export const dismissToast = (id: number): void =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
