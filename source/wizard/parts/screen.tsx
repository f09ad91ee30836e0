import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {useWizard} from '../context.ts';
import {useKeys} from '../keyboard.ts';
import {fittingKeys} from '../layout.ts';
import {cutText} from '../../terminal/text.ts';
import {partOf, progress, type ScreenName} from '../router.ts';
import {Sidebar} from './sidebar.tsx';

export interface ScreenProps {
	screen: ScreenName;
	title: string;
	/** Pages between which the screen switches, in the place of its title. */
	tabs?: {names: readonly string[]; current: string};
	/** One line beneath the title; left out in a low window. */
	hint?: string;
	/** Keys and what they do, most important first. */
	keys: ReadonlyArray<readonly [string, string]>;
	/** What Esc does before it goes back, such as stopping a sign-in. Returns true when that was all. */
	onEscape?: (() => boolean) | undefined;
	children: ReactNode;
}

/** The frame of every screen: header, body, footer; never taller than the window. */
export function Screen({screen, title, tabs, hint, keys, onEscape, children}: ScreenProps): ReactNode {
	const {form, session, dispatch, theme, layout} = useWizard();
	const {symbols} = theme;
	const canGoBack = session.history.length > 0;
	useKeys((_input, key) => {
		if (key.escape && !onEscape?.() && canGoBack) {
			dispatch({type: 'back'});
		}
	});

	const {step, of} = progress(screen, session);
	const name = session.answered.target === 'sandbox' ? 'Wasper (rehearsal)' : form.title;
	const place =
		screen === 'review' || step === 0
			? partOf(screen)
			: `${session.editing ? 'Change' : `${step} of ${of}`} ${symbols.dot} ${partOf(screen)}`;
	const width = layout.columns - 2 * layout.padding;
	const hasEscape = keys.some(([key]) => key === 'Esc');
	const footer = fittingKeys(
		[
			...keys.slice(0, 1).filter(([, does]) => does !== ''),
			...(canGoBack && !hasEscape ? [['Esc', 'back'] as const] : []),
			['Ctrl+C', 'quit'] as const,
			...keys.slice(1),
		],
		width,
	);
	return (
		<Box flexDirection="column" paddingX={layout.padding} width={layout.columns} height={layout.height} overflow="hidden">
			<Box justifyContent="space-between" gap={1} flexShrink={0} height={1}>
				<Text bold {...theme.accent} wrap="truncate">
					{name.length + place.length < width ? name : ''}
				</Text>
				<Text {...theme.dim} wrap="truncate">
					{place}
				</Text>
			</Box>
			{!layout.compact && (
				<Box flexShrink={0} height={1}>
					<Text {...theme.dim}>{symbols.rule.repeat(Math.max(0, width))}</Text>
				</Box>
			)}
			<Box flexGrow={1} flexShrink={1} overflow="hidden" gap={layout.sidebar > 0 ? 4 : 0}>
				<Box flexDirection="column" width={layout.width} overflow="hidden" flexShrink={0} {...(layout.sidebar > 0 && {flexGrow: 1})}>
					<Box flexShrink={0} height={1}>
						{tabs ? (
							<Tabs {...tabs} />
						) : (
							<Text bold wrap="truncate">
								{title}
							</Text>
						)}
					</Box>
					{hint && !layout.compact && (
						<Box flexShrink={0} height={2}>
							<Text {...theme.dim}>{cutText(hint, layout.width, symbols.ellipsis)}</Text>
						</Box>
					)}
					{children}
				</Box>
				{layout.sidebar > 0 && screen !== 'review' && <Sidebar />}
			</Box>
			<Box flexShrink={0} height={1} {...(!layout.compact && {marginTop: 1})}>
				<Text wrap="truncate">
					{footer.map(([key, does], index) => (
						<Text key={key}>
							{index > 0 && '   '}
							<Text bold>{key}</Text>
							<Text {...theme.dim}> {does}</Text>
						</Text>
					))}
				</Text>
			</Box>
		</Box>
	);
}

/** The names of all pages, the current one marked. A low window says here which key switches: its footer has no room. */
function Tabs({names, current}: NonNullable<ScreenProps['tabs']>): ReactNode {
	const {theme, layout} = useWizard();
	return (
		<Text wrap="truncate">
			{names.map(name => (
				<Text key={name}>
					{name === current ? (
						<Text bold inverse>
							{` ${name} `}
						</Text>
					) : (
						<Text {...theme.dim}>{` ${name} `}</Text>
					)}{' '}
				</Text>
			))}
			{layout.compact && <Text {...theme.dim}>Tab switches</Text>}
		</Text>
	);
}

/** Rows left for the body of a screen, below title and hint. */
export function useBodyRows(): number {
	const {layout} = useWizard();
	return layout.bodyRows - (layout.compact ? 1 : 3);
}
