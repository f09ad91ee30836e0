import {Box, Text} from 'ink';
import {useReducer, useRef, type ReactNode} from 'react';
import type {Review, ReviewLine} from '../../answers/review.ts';
import {money} from '../../answers/monthly.ts';
import {priceDate} from '../../deployment/prices.ts';
import {useWizard} from '../context.ts';
import {useKeys} from '../keyboard.ts';
import {cut, windowStart} from '../layout.ts';
import {BudgetBar} from '../parts/budget-bar.tsx';
import {Failure} from '../parts/failure.tsx';
import {Screen, useBodyRows} from '../parts/screen.tsx';
import {Waiting} from '../parts/waiting.tsx';
import {useLookup} from '../use-lookup.ts';

/** Everything that will be made, with its price against the budget; any answer can be changed from here. */
export function ReviewScreen(): ReactNode {
	const {form, session, lookups} = useWizard();
	const lookup = useLookup('review', async () => {
		if (!lookups) {
			throw new Error('The review is shown before everything is answered.');
		}
		return form.review(session.settled, lookups);
	});
	if (lookup.state === 'ready') {
		return <ReviewList review={lookup.value} />;
	}
	return (
		<Screen screen="review" title="What will be made" keys={[]}>
			{lookup.state === 'failed' ? <Failure error={lookup.error} retry={lookup.retry} /> : <Waiting>Adding up the prices</Waiting>}
		</Screen>
	);
}

type Row = {kind: 'space'; text: string} | {kind: 'heading'; text: string} | {kind: 'line'; line: ReviewLine};

/** The review as rows; sections stand apart where there is room for it. */
function rowsOf({sections}: Review, room: number): Row[] {
	const dense = sections.flatMap(({title, lines}): Row[] => [
		{kind: 'heading', text: title},
		...lines.map(line => ({kind: 'line', line}) as const),
	]);
	return dense.length + sections.length - 1 > room
		? dense
		: dense.flatMap((row, index): Row[] =>
				row.kind === 'heading' && index > 0 ? [{kind: 'space', text: `before ${row.text}`}, row] : [row],
			);
}

function ReviewList({review}: {review: Review}): ReactNode {
	const {form, session, dispatch, confirm, theme, layout} = useWizard();
	const {bill} = review;
	const room = Math.max(1, useBodyRows() + (layout.compact ? -3 : -1));
	const rows = rowsOf(review, room);
	// The confirmation stands behind the last row.
	const last = rows.length;
	const stops = [...rows.flatMap((row, index) => (row.kind === 'line' && row.line.question ? [index] : [])), last];
	const cursor = useRef(last);
	const top = useRef(0);
	const [, redraw] = useReducer((count: number) => count + 1, 0);

	useKeys((input, key) => {
		const at = stops.indexOf(cursor.current);
		if (key.return) {
			const row = rows[cursor.current];
			if (cursor.current === last) {
				confirm();
			} else if (row?.kind === 'line' && row.line.question) {
				dispatch({type: 'edit', key: row.line.question});
			}
			return;
		}
		const by = key.upArrow
			? -1
			: key.downArrow
				? 1
				: key.pageUp
					? -5
					: key.pageDown
						? 5
						: key.home || input === 'g'
							? -stops.length
							: key.end || input === 'G'
								? stops.length
								: 0;
		// Up from the first row and down from the confirmation go round, as in every list.
		const wraps = (key.upArrow && at === 0) || (key.downArrow && at === stops.length - 1);
		const next = wraps ? (at === 0 ? stops.length - 1 : 0) : Math.max(0, Math.min(at + by, stops.length - 1));
		cursor.current = stops[next] ?? last;
		if (cursor.current !== last) {
			top.current = windowStart(rows.length, cursor.current, room);
		}
		redraw();
	});

	const titleWidth = Math.max(...rows.map(row => (row.kind === 'line' ? row.line.title.length : 0)));
	const priceWidth = 8;
	const {symbols} = theme;
	const start = Math.min(top.current, Math.max(0, rows.length - room));
	const below = rows.length - start - room;
	const isRehearsal = session.settled.target === 'sandbox';
	return (
		<Screen
			screen="review"
			title={isRehearsal ? 'What will be rehearsed' : 'What will be made'}
			keys={[
				['Enter', cursor.current === last ? 'confirm' : 'change'],
				[symbols.arrows, 'move'],
			]}
		>
			<Box flexDirection="column" flexShrink={0} height={Math.min(room, rows.length)}>
				{rows.slice(start, start + room).map((row, offset) => {
					if (row.kind === 'heading') {
						return (
							<Text key={row.text} bold wrap="truncate">
								{row.text}
							</Text>
						);
					}
					if (row.kind === 'space') {
						return <Text key={row.text}> </Text>;
					}
					const {title, text, question, monthly = row.line.saves && -row.line.saves} = row.line;
					const textWidth = Math.max(4, layout.width - titleWidth - 4 - (monthly === undefined ? 0 : priceWidth + 1));
					const isSelected = start + offset === cursor.current;
					return (
						<Text key={`${title} ${text}`} wrap="truncate" {...(isSelected ? theme.accent : {})}>
							{isSelected ? symbols.pointer : ' '} <Text {...(question || isSelected ? {} : theme.dim)}>{title.padEnd(titleWidth)}</Text>
							{`  ${cut(text, textWidth, symbols.more).padEnd(textWidth)}`}
							{monthly !== undefined && ` ${money(monthly ?? undefined).padStart(priceWidth)}`}
						</Text>
					);
				})}
			</Box>
			<Text {...theme.dim} wrap="truncate">
				{below > 0 || start > 0
					? `  ${start > 0 ? `${symbols.up} ${start} more  ` : ''}${below > 0 ? `${symbols.down} ${below} more` : ''}`
					: ' '}
			</Text>
			{bill && <BudgetBar {...bill} />}
			<Text bold wrap="truncate" {...(cursor.current === last ? theme.accent : {})}>
				{cursor.current === last ? symbols.pointer : ' '} {isRehearsal ? 'Rehearse it: nothing real is created' : form.confirm}
				{!layout.compact && <Text {...theme.dim}>{!bill || bill.source === 'live' ? '' : `  ${priceDate(bill.source)}`}</Text>}
			</Text>
		</Screen>
	);
}
