using System.Diagnostics;
using Gateway.Connections;
using Gateway.References;

namespace Gateway.Delivery;

/// <summary>Files messages in any EHR with FHIR R4 create, read and search; it need not know conditional create.</summary>
internal sealed class FhirConnector(EhrClient ehr, Retractions retractions) : IEhrConnector
{
    /// <summary>An EHR that returns other messages than those asked for cannot tell whether ours has arrived.</summary>
    public const string ReadBackIgnored = "read-back-ignored";

    public async Task<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        // Without conditional create a blind second POST would file the message twice (ADR 0007).
        if (message.MayHaveArrived && await ReadBackAsync(message.Id, cancellationToken) is { } known)
        {
            return known;
        }

        if (message.MayStillArrive)
        {
            return new SendResult.Unseen(SendResult.Interrupted);
        }

        return await ehr.CreateAsync("Communication", message.Content, cancellationToken) switch
        {
            EhrCreation.Created { Id: { } id } => new SendResult.Delivered(id),
            EhrCreation.Created => await FoundAsync(message.Id, "created-not-found", cancellationToken),
            EhrCreation.Conflict conflict => await FoundAsync(message.Id, conflict.Code, cancellationToken),
            EhrCreation.Refused refused => new SendResult.Refused(refused.Code, refused.Element),
            EhrCreation.Unanswered unanswered => await ReadBackAsync(message.Id, cancellationToken) as SendResult.Delivered ?? (SendResult)new SendResult.Unseen(unanswered.Fault),
            EhrCreation.Unavailable unavailable => new SendResult.Failed(unavailable.Fault, unavailable.RetryAfter),
            _ => throw new UnreachableException(),
        };
    }

    public Task<SendResult> RetractAsync(OutboundRetraction retraction, CancellationToken cancellationToken) =>
        retractions.RetractAsync(retraction, cancellationToken);

    /// <summary>Looks for what the EHR says that it holds; the next attempt looks again where its search lags behind.</summary>
    private async Task<SendResult> FoundAsync(MessageId id, string otherwise, CancellationToken cancellationToken) =>
        await ReadBackAsync(id, cancellationToken) ?? new SendResult.Failed(otherwise);

    /// <summary>Null when the EHR surely does not hold the message.</summary>
    private async Task<SendResult?> ReadBackAsync(MessageId id, CancellationToken cancellationToken)
    {
        var query = $"Communication?identifier={Uri.EscapeDataString(MessageId.System)}%7C{Uri.EscapeDataString(id.Value)}";
        return await ehr.ReadAsync(query, cancellationToken) switch
        {
            EhrAnswer.Found found => ReadBack.Of(found.Content, id) switch
            {
                ReadBack.Held held => new SendResult.Delivered(held.EhrId),
                ReadBack.Absent => null,
                ReadBack.Unusable => new SendResult.Failed(ReadBackIgnored),
                _ => throw new UnreachableException(),
            },
            EhrAnswer.Unavailable unavailable => new SendResult.Failed(unavailable.Fault, unavailable.RetryAfter),

            // A chart that is closed stays closed however often it is asked.
            EhrAnswer.Refused refused when EhrFault.IsChartClosed(refused.Code) => new SendResult.Refused(refused.Code),
            EhrAnswer.Refused refused => new SendResult.Failed($"read-back-{refused.Code}"),
            EhrAnswer.NotFound => new SendResult.Failed("read-back-404"),
            EhrAnswer.Gone => new SendResult.Failed("read-back-410"),
            _ => throw new UnreachableException(),
        };
    }
}
