import type {TextProps} from 'ink';
import type {Tone} from '../../terminal/spans.ts';

type Look = Pick<TextProps, 'color' | 'bold' | 'dimColor'>;

/** How tones look. */
export type Theme = Record<Tone, Look>;

const weights: Theme = {
	plain: {},
	quiet: {dimColor: true},
	strong: {bold: true},
	good: {},
	bad: {bold: true},
	busy: {},
	caution: {bold: true},
};

const colors: Theme = {
	...weights,
	good: {color: 'green'},
	bad: {color: 'red'},
	busy: {color: 'cyan'},
	caution: {color: 'yellow'},
};

/** Colours, or only bold and dim where NO_COLOR asks for none. */
export function chooseTheme(environment: NodeJS.ProcessEnv): Theme {
	return environment['NO_COLOR'] ? weights : colors;
}
