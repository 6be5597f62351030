import { create } from 'zustand';

export type View = 'photos' | 'patients' | 'compare' | 'sorting' | 'training';

interface ViewStore {
  readonly view: View;
}

/** Which of the window's screens is up. */
export const useView = create<ViewStore>()(() => ({ view: 'photos' }));

export const showView = (view: View): void => useView.setState({ view });

/** Brings a screen up, or leads back to the photos. */
export const toggleView = (wanted: Exclude<View, 'photos'>): void =>
  useView.setState(({ view }) => ({ view: view === wanted ? 'photos' : wanted }));
