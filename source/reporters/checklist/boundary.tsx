import {Component, type ReactNode} from 'react';

interface Props {
	children: ReactNode;
	/** Called once when a child could not be drawn. */
	onError: () => void;
}

/** Draws nothing once its children failed to draw: no stack trace on the operator's screen. */
export class Boundary extends Component<Props, {failed: boolean}> {
	override state = {failed: false};

	static getDerivedStateFromError() {
		return {failed: true};
	}

	override componentDidCatch() {
		this.props.onError();
	}

	override render() {
		return this.state.failed ? null : this.props.children;
	}
}
