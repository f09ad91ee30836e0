import type {Tone} from './spans.ts';
import {chooseSymbols, type Symbols} from './symbols.ts';

/** Colour and weight of a text; these are also the names of Ink's properties. */
export interface TextLook {
	color?: 'green' | 'red' | 'cyan' | 'yellow';
	bold?: true;
	dimColor?: true;
}

/** How each tone looks, and the symbols to draw with. */
export interface Theme extends Record<Tone, TextLook> {
	symbols: Symbols;
}

const weights: Record<Tone, TextLook> = {
	plain: {},
	dim: {dimColor: true},
	bold: {bold: true},
	good: {},
	bad: {bold: true},
	accent: {},
	warning: {bold: true},
};

/** How tones look in colour. */
export const colors: Record<Tone, TextLook> = {
	...weights,
	good: {color: 'green'},
	bad: {color: 'red'},
	accent: {color: 'cyan'},
	warning: {color: 'yellow'},
};

/** Colours and symbols for this terminal; with NO_COLOR only bold and dim. */
export function chooseTheme(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): Theme {
	return {...(environment['NO_COLOR'] ? weights : colors), symbols: chooseSymbols(environment, platform)};
}
