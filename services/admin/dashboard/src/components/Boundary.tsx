import { Component, type ReactNode } from 'react';
import { Failure } from './Failure';

/** Shows a fault of the page itself, or a part of it that could not be loaded, instead of a blank window. */
export class Boundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Failure /> : this.props.children;
  }
}
