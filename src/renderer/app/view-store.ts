import { create } from 'zustand';

export type View = 'photos' | 'training';

interface ViewStore {
  readonly view: View;
}

/** Which of the window's two screens is up. */
export const useView = create<ViewStore>()(() => ({ view: 'photos' }));

export const showView = (view: View): void => useView.setState({ view });

export const toggleTraining = (): void =>
  useView.setState(({ view }) => ({ view: view === 'training' ? 'photos' : 'training' }));
