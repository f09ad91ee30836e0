import test from 'ava';
import {fitLine, lineText, span} from '../../source/terminal/spans.ts';
import {cutText, textWidth} from '../../source/terminal/text.ts';
import {wrapWords} from '../../source/terminal/wrap.ts';

test('a text is cut to its columns with an ellipsis, between two words where it has several', t => {
	t.is(cutText('Wait until the name is known', 24, '…'), 'Wait until the name is…');
	t.is(cutText('wasper.example.com', 10, '…'), 'wasper.ex…');
	t.is(cutText('wasper', 10, '…'), 'wasper');
	t.is(cutText('wasper.example.com', 10, '...'), 'wasper....');
	t.is(cutText('wasper', 2, '...'), '..');
	t.is(cutText('wasper-vnet 10.0.0.0/16, subnet 10.0.1.0/24', 30, '…'), 'wasper-vnet 10.0.0.0/16…');
	t.is(cutText('for real, in your subscription', 13, '…'), 'for real, in…');
	t.is(cutText('for real, in your subscription', 12, '…'), 'for real…');
});

test('a line that is too long ends between two words, never inside an address', t => {
	const line = [span('  '), span('✔', 'good'), span(' DNS record  '), span('wasper.example.com → 203.0.113.10', 'dim')];
	t.is(lineText(fitLine(line, 48, '…')), '  ✔ DNS record  wasper.example.com →…');
	t.is(lineText(fitLine(line, 60, '…')), lineText(line));
});

test('wide characters count two columns, and a letter with its accent one', t => {
	t.is(textWidth('ワスパー.example'), 16);
	t.is(textWidth('e\u0301'), 1);
	t.is(textWidth('👩‍💻'), 2);
	t.is(textWidth('✔ →…'), 4);
	t.is(cutText('ワスパー.example', 6, '…'), 'ワス…');
	t.deepEqual(wrapWords('山田 太郎 花子', 9), ['山田 太郎', '花子']);
});
