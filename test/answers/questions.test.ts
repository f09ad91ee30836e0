import test from 'ava';
import {isSecretKey, questionKeys, questions} from '../../source/answers/questions.ts';

test('what is asked as a secret is kept as one, and nothing else is', t => {
	t.deepEqual(
		questionKeys.filter(key => questions[key].kind === 'secret'),
		questionKeys.filter(key => isSecretKey(key)),
	);
});
