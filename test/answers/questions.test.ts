import test from 'ava';
import {questions} from '../../source/answers/questions.ts';

test('no question is cut in a window of 40 columns, and no hint in one of 80', t => {
	for (const {text, hint} of Object.values(questions)) {
		t.true(text.length <= 38, text);
		t.true(hint.length <= 76, hint);
	}
});
