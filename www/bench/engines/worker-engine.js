/** An engine that is one worker: a File and a job in, cells out. */

/** @param {string} url */
export async function startWorker(url) {
  const worker = new Worker(url);
  const answer = () =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = (event) => reject(new Error(event.message));
    });
  await answer();
  return {
    run(file, job) {
      const answered = answer();
      worker.postMessage({ file, job });
      return answered;
    },
    answer: (result) => result,
    close: () => worker.terminate(),
  };
}
