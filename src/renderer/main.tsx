import './zod-without-eval';
import './ui/tokens.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { connectStores } from './app/connect-stores';
import { ErrorBoundary } from './app/error-boundary';

// Before the first render, so that no event of main is missed, and that days are written as they were last.
await connectStores();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary region="Macule">
      <App />
    </ErrorBoundary>
  </StrictMode>,
);
