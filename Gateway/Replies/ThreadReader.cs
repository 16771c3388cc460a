using Gateway.Connections;
using Gateway.References;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Replies;

/// <summary>
/// Finds the messages of the gateway that a message of the EHR answers. Where ours are not named, the EHR is asked what is: clinicians answer each
/// other, and of a message whose filing was not confirmed yet the EHR's id is not known.
/// </summary>
internal sealed class ThreadReader(ReplyReader reader, EhrClient ehr)
{
    private const int MostQuestions = 5;

    /// <summary>The thread; null if the EHR does not answer now.</summary>
    public async ValueTask<ReplyThread?> ReadAsync(Communication message, CancellationToken cancellationToken)
    {
        var thread = await reader.ThreadAsync(ReplyThread.ReferencesIn(message), cancellationToken);
        var (open, asked) = (new Queue<string>(thread.Unnamed(message)), new HashSet<string>(StringComparer.Ordinal));
        while (open.TryDequeue(out var ehrId) && asked.Count < MostQuestions)
        {
            if (!asked.Add(ehrId))
            {
                continue;
            }

            var answer = await ehr.ReadAsync($"Communication/{ehrId}", cancellationToken);
            if (answer is EhrAnswer.Unavailable)
            {
                return null;
            }

            if (answer is not EhrAnswer.Found found || FhirJson.ReadLenient<Communication>(found.Content) is not { } earlier)
            {
                continue;
            }

            var above = await AboveAsync(earlier, ehrId, cancellationToken);
            thread = thread with { Messages = [.. thread.Messages.Concat(above.Messages).DistinctBy(known => known.Id)] };
            foreach (var next in above.Messages.IsEmpty ? above.Unnamed(earlier) : [])
            {
                open.Enqueue(next);
            }
        }

        return thread;
    }

    // One of ours under an id that was not known, or what stands above it.
    private async ValueTask<ReplyThread> AboveAsync(Communication earlier, string ehrId, CancellationToken cancellationToken)
    {
        if (earlier.Identifier.FirstOrDefault(identifier => identifier.System == MessageId.System) is not { } ours)
        {
            return await reader.ThreadAsync(ReplyThread.ReferencesIn(earlier), cancellationToken);
        }

        var thread = await reader.ThreadAsync([new ResourceReference { Identifier = ours }], cancellationToken);
        return thread with { Messages = [.. thread.Messages.Select(message => message with { EhrId = ehrId })] };
    }
}
