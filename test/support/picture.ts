import {Resvg} from '@resvg/resvg-js';
import type {IBufferCell, Terminal} from '@xterm/headless';

const fontSize = 14;
const cellWidth = fontSize * 0.602; // advance of DejaVu Sans Mono, so that box-drawing lines meet
const cellHeight = Math.round(fontSize * 1.2);
const margin = 12;
const background = '#10141c';
const foreground = '#d6dbe4';
const normalColors = ['#1c212b', '#f2706c', '#79c98a', '#e0bd6a', '#6ea6f0', '#c792ea', '#5fc9d4', '#c8ced8'];
const brightColors = ['#6b7484', '#ff8f8b', '#97e0a5', '#f3d58a', '#8fbcff', '#dcb0f8', '#85e3ec', '#ffffff'];
const namedColors = [...normalColors, ...brightColors];

/** The visible screen of a terminal as SVG, with its colours, bold and dim. */
export function svg(terminal: Terminal): string {
	const {active} = terminal.buffer;
	const width = terminal.cols * cellWidth + 2 * margin;
	const height = terminal.rows * cellHeight + 2 * margin;
	const parts: string[] = [];
	for (let row = 0; row < terminal.rows; row++) {
		const line = active.getLine(active.baseY + row);
		for (let column = 0; column < terminal.cols; column++) {
			const cell = line?.getCell(column);
			if (cell && cell.getWidth() > 0) {
				parts.push(drawCell(cell, margin + column * cellWidth, margin + row * cellHeight));
			}
		}
	}

	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
		`<rect width="100%" height="100%" rx="8" fill="${background}"/>`,
		`<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="${fontSize}">`,
		...parts.filter(Boolean),
		'</g></svg>',
	].join('\n');
}

/** The visible screen of a terminal as PNG, twice the SVG's size. */
export function png(terminal: Terminal): Buffer {
	const renderer = new Resvg(svg(terminal), {
		font: {loadSystemFonts: true, defaultFontFamily: 'DejaVu Sans Mono', monospaceFamily: 'DejaVu Sans Mono'},
		fitTo: {mode: 'zoom', value: 2},
	});
	return renderer.render().asPng();
}

function drawCell(cell: IBufferCell, x: number, y: number): string {
	const front = color(cell, 'front') ?? foreground;
	const back = color(cell, 'back');
	const [ink, paper] = cell.isInverse() ? [back ?? background, front] : [front, back];
	const width = cellWidth * cell.getWidth();
	const rectangle = paper ? `<rect x="${x}" y="${y}" width="${width + 0.2}" height="${cellHeight}" fill="${paper}"/>` : '';
	const characters = cell.getChars();
	if (characters.trim() === '') {
		return rectangle;
	}

	const style = [
		cell.isBold() ? ' font-weight="bold"' : '',
		cell.isItalic() ? ' font-style="italic"' : '',
		cell.isUnderline() ? ' text-decoration="underline"' : '',
		cell.isDim() ? ' opacity="0.55"' : '',
	].join('');
	return `${rectangle}<text x="${x}" y="${y + cellHeight * 0.78}" fill="${ink}"${style}>${escapeXml(characters)}</text>`;
}

function color(cell: IBufferCell, side: 'front' | 'back'): string | undefined {
	const [isRgb, isPalette, value] =
		side === 'front' ? [cell.isFgRGB(), cell.isFgPalette(), cell.getFgColor()] : [cell.isBgRGB(), cell.isBgPalette(), cell.getBgColor()];
	if (isRgb) {
		return `#${value.toString(16).padStart(6, '0')}`;
	}

	return isPalette ? paletteColor(value) : undefined;
}

/** The 256 colours: 16 named ones, a cube of 6 × 6 × 6, and 24 greys. */
function paletteColor(index: number): string {
	const named = namedColors[index];
	if (named) {
		return named;
	}

	if (index >= 232) {
		const grey = 8 + (index - 232) * 10;
		return `rgb(${grey},${grey},${grey})`;
	}

	const level = (step: number) => (step === 0 ? 0 : 55 + step * 40);
	const cube = index - 16;
	return `rgb(${level(Math.floor(cube / 36))},${level(Math.floor(cube / 6) % 6)},${level(cube % 6)})`;
}

function escapeXml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
