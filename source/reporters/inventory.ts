import {isNarrow} from '../terminal/columns.ts';
import {wrapWords} from '../terminal/wrap.ts';
import type {SitePlacement} from '../deployment/deployment.ts';
import type {ResourceList, OwnedResource} from '../deployment/owned-resource.ts';

export interface LineStyle {
	columns: number;
	/** For ears: sentences instead of columns. */
	spoken: boolean;
}

/** What a teardown would remove, and what it would leave. */
export function inventoryLines(
	{domain, target}: SitePlacement['choices'],
	{toRemove: goes, toKeep: stays}: ResourceList,
	style: LineStyle,
): string[] {
	const head = `Of ${target === 'sandbox' ? 'the rehearsed ' : ''}Wasper at ${domain}, this is removed:`;
	return [
		...(goes.length > 0 ? [...wrapWords(head, style.columns - 1), ...list(goes, style), ''] : []),
		...(stays.length > 0 ? ['This stays:', ...list(stays, style), ''] : []),
	];
}

function list(things: readonly OwnedResource[], style: LineStyle): string[] {
	const aligned = !style.spoken && !isNarrow(style.columns);
	const width = aligned ? Math.max(...things.map(({kind}) => kind.length)) + 2 : 0;
	return things.flatMap(thing => {
		const kind = aligned ? thing.kind.padEnd(width) : `${thing.kind} `;
		const indent = ' '.repeat(aligned ? width + 2 : 4);
		const [first = '', ...rest] = wrapWords(nameOf(thing), style.columns - (aligned ? indent.length : kind.length + 2) - 1);
		return [`  ${kind}${first}`, ...rest.map(line => `${indent}${line}`)];
	});
}

/** `wasper-data-disk, with all its data` */
function nameOf({name, note}: OwnedResource): string {
	return note ? `${name}, ${note}` : name;
}
