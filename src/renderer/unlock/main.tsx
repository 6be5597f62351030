import '../zod-without-eval';
import '../ui/tokens.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { refreshLock } from './lock-store';
import { UnlockScreen } from './unlock-screen';

void refreshLock();

const root = document.getElementById('root');
if (!root) throw new Error('unlock.html has no #root');
createRoot(root).render(
  <StrictMode>
    <UnlockScreen />
  </StrictMode>,
);
