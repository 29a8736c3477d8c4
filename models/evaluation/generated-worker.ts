/** A process that judges one job after the other; its argument names the model. See run-jobs.ts. */
import { loadModel } from '../../main/engine/load-model';
import { judgeGenerated, type GeneratedJob } from './generated-job';

const model = loadModel(process.argv[2] === 'packet' ? 'packet' : 'flow');

process.on('message', (job: GeneratedJob) => {
  void judgeGenerated(job, model).then((books) => process.send?.(books));
});
