// @ts-check
// Names the tests that failed, after everything else was printed: a log that is cut off is cut off at its beginning.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** @type {{ testResults: { name: string, message: string, assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }[] }} */
const report = JSON.parse(readFileSync('test-results/tests.json', 'utf8'));
for (const { name, message, assertionResults } of report.testResults) {
  const failed = assertionResults.filter(({ status }) => status === 'failed');
  const file = relative(process.cwd(), name);
  if (failed.length === 0 && message !== '') console.log(`FAILED ${file}: ${message.slice(0, 1_000)}`);
  for (const { fullName, failureMessages } of failed) {
    console.log(`FAILED ${file} › ${fullName}\n${failureMessages.join('\n').slice(0, 2_000)}`);
  }
}
