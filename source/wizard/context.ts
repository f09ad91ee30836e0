import {createContext, useContext, type Dispatch} from 'react';
import type {Answers} from '../answers/answers.ts';
import type {Form} from '../answers/form.ts';
import type {CachedAnswers} from '../answers/cached-answers.ts';
import type {NextCommand} from '../answers/existing.ts';
import type {Keyboard} from './root-keyboard.ts';
import type {Layout} from './layout.ts';
import type {Action, Session} from './session.ts';
import type {Theme} from '../terminal/theme.ts';

/** What every screen shares. */
export interface Wizard {
	form: Form<unknown>;
	session: Session;
	dispatch: Dispatch<Action>;
	given: Answers;
	/** There once the target is answered and its source is open. */
	cached?: CachedAnswers;
	keyboard: Keyboard;
	theme: Theme;
	layout: Layout;
	/** Ends the wizard with another command for an existing deployment. */
	onNextCommand(nextCommand: NextCommand): void;
	/** Ends the wizard with an error that is a bug of this tool. */
	fail(error: unknown): void;
}

export const WizardContext = createContext<Wizard | undefined>(undefined);

/** The shared state; for use beneath the app only. */
export function useWizard(): Wizard {
	const wizard = useContext(WizardContext);
	if (!wizard) {
		throw new Error('useWizard is used outside the wizard.');
	}
	return wizard;
}
