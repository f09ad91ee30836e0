import {Box, Text} from 'ink';
import {useReducer, useRef, type ReactNode} from 'react';
import {wrapWords} from '../../terminal/wrap.ts';
import {useWizard} from '../context.ts';
import {useKeys, usePasted} from '../keyboard.ts';
import {windowStart} from '../layout.ts';
import {cutText} from '../../terminal/text.ts';
import {columnWidths, filterItems, linesOf, noteOf, type Item} from './rows.ts';

export interface SelectListProps<Value extends string> {
	items: ReadonlyArray<Item<Value>>;
	initial?: string | undefined;
	/** Lines that it may take: filter, rows, marks, and what is to be known of the row under the cursor. */
	rows: number;
	filter?: boolean;
	isActive?: boolean;
	/** Leaves out what is to be known of the row under the cursor, where something weightier is said. */
	isQuiet?: boolean;
	onMove?(item: Item<Value> | undefined): void;
	onSelect(item: Item<Value>): void;
}

// Fewer rows than this at once are no list.
const fewest = 3;

/** A list to choose from, windowed to its rows; with `filter`, typing narrows it. What doesn't fit the row under the cursor is shown beneath it. */
export function SelectList<Value extends string>({
	items,
	initial,
	rows,
	filter = false,
	isActive = true,
	isQuiet = false,
	onMove,
	onSelect,
}: SelectListProps<Value>): ReactNode {
	const {theme, layout} = useWizard();
	// A ref, since several keys may arrive before the next render.
	const state = useRef({
		typed: '',
		selected: Math.max(
			0,
			items.findIndex(({value}) => value === initial),
		),
	});
	const [, redraw] = useReducer((count: number) => count + 1, 0);
	const visible = () => filterItems(items, state.current.typed);

	function change(next: Partial<typeof state.current>): void {
		state.current = {...state.current, ...next};
		onMove?.(visible()[state.current.selected]);
		redraw();
	}

	function type(text: string): void {
		change({typed: (state.current.typed + text.replaceAll(/\p{Cc}/gu, '')).slice(0, 40), selected: 0});
	}

	function choose(): void {
		const item = visible()[state.current.selected];
		if (item) {
			onSelect(item);
		}
	}

	useKeys((input, key) => {
		const count = visible().length;
		const {typed, selected} = state.current;
		const move = (by: number) => change({selected: Math.max(0, Math.min(selected + by, count - 1))});
		if (key.return) {
			choose();
		} else if (key.upArrow) {
			change({selected: selected === 0 ? Math.max(0, count - 1) : selected - 1});
		} else if (key.downArrow) {
			change({selected: selected >= count - 1 ? 0 : selected + 1});
		} else if (key.pageUp || key.pageDown) {
			move(key.pageUp ? 2 - rows : rows - 2);
		} else if (key.home || key.end) {
			move(key.home ? -count : count);
		} else if (filter && key.backspace) {
			change({typed: [...typed].slice(0, -1).join(''), selected: 0});
		} else if (filter && key.ctrl && input === 'u') {
			change({typed: '', selected: 0});
		} else if (filter && !key.ctrl && !key.meta && !key.tab && !key.escape) {
			const lineEnd = input.search(/[\r\n]/);
			type(lineEnd < 0 ? input : input.slice(0, lineEnd));
			if (lineEnd >= 0) {
				choose();
			}
		}
	}, isActive);
	usePasted(type, isActive && filter);

	const shown = visible();
	const {typed, selected} = state.current;
	const lines = linesOf(shown, layout.width);
	const widths = columnWidths(items, layout.width);
	const notes = items.map(item => wrapWords(noteOf(item, widths), layout.width).filter(Boolean));
	const wanted = Math.max(0, ...notes.map(({length}) => length));
	const forRows = rows - (filter ? 1 : 0);
	const gap = !layout.compact || linesOf(items, layout.width).length + wanted < forRows ? 1 : 0;
	const noteRows = !isQuiet && wanted > 0 && forRows - wanted - gap >= fewest ? wanted + gap : 0;
	const room = Math.max(1, forRows - noteRows);
	const overflows = lines.length > room;
	const body = overflows ? Math.max(1, room - 1) : room;
	const start = windowStart(
		lines.length,
		lines.findIndex(line => line.kind === 'item' && line.index === selected),
		body,
	);
	const below = lines.length - start - body;
	const {symbols} = theme;
	const current = shown[selected];
	const note = current ? notes[items.indexOf(current)] : undefined;
	return (
		<Box flexDirection="column" flexShrink={0}>
			{filter && (
				<Text wrap="truncate">
					<Text {...theme.dim}>Filter: </Text>
					{typed}
					<Text inverse> </Text>
					{typed === '' && <Text {...theme.dim}>{' type to narrow the list'}</Text>}
					{typed !== '' && <Text {...theme.dim}>{`  ${shown.length} of ${items.length}`}</Text>}
				</Text>
			)}
			{shown.length === 0 && <Text {...theme.warning}>Nothing matches “{cutText(typed, 20, symbols.ellipsis)}”.</Text>}
			{lines.slice(start, start + body).map(line => {
				if (line.kind === 'heading') {
					return (
						<Text key={`heading ${line.text}`} bold wrap="truncate">
							{line.text}
						</Text>
					);
				}
				const {item, index} = line;
				const isSelected = index === selected;
				const style = {...(item.unavailable && theme.dim), ...(isSelected && theme.accent)};
				return (
					<Text key={item.value} wrap="truncate" {...style}>
						<Text dimColor={false}>{`${isSelected ? symbols.pointer : ' '} `}</Text>
						{cutText(item.label, widths.label, symbols.ellipsis).padEnd(widths.label)}
						{widths.detail > 0 && <Text {...theme.dim}>{`  ${(item.detail ?? '').padEnd(widths.detail)}`}</Text>}
						{widths.mark > 0 && <Text {...theme.dim}>{`  ${(item.mark ?? '').padEnd(widths.mark)}`}</Text>}
						{widths.right > 0 && `  ${(item.right ?? '').padStart(widths.right)}`}
					</Text>
				);
			})}
			{overflows && (
				<Text {...theme.dim} wrap="truncate">
					{`  ${start > 0 ? `${symbols.up} ${start} more  ` : ''}${below > 0 ? `${symbols.down} ${below} more` : ''}`}
				</Text>
			)}
			{noteRows > 0 && (
				<Box flexShrink={0} height={wanted} marginTop={gap}>
					<Text {...theme.dim}>{note?.join('\n')}</Text>
				</Box>
			)}
		</Box>
	);
}
