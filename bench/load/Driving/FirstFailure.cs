namespace Load.Driving;

/// <summary>Parts of an experiment that make no sense without each other.</summary>
internal static class FirstFailure
{
    /// <summary>Waits for all of them; the first that fails or is cancelled ends the others, and is told.</summary>
    public static async Task EndsAllAsync(CancellationTokenSource together, params Task[] tasks)
    {
        await foreach (var finished in Task.WhenEach(tasks))
        {
            if (!finished.IsCompletedSuccessfully)
            {
                await together.CancelAsync();
                await finished;
            }
        }
    }
}
