using System.Diagnostics;
using Gateway.Connections;

namespace Gateway.Delivery.Dialects;

/// <summary>
/// Files in an EHR that takes creates and searches and nothing else: in its own words, looked for before it is sent again, and taken back by a
/// notice to a person there.
/// </summary>
internal sealed class CreateOnlyConnector(EhrClient ehr, ICreateDialect dialect, TimeProvider clock) : IEhrConnector
{
    public Task<SendResult> SendAsync(OutboundMessage message, CancellationToken cancellationToken) =>
        FileAsync(dialect.FormOf(message), message.MayHaveArrived, message.MayStillArrive, id => new SendResult.Delivered(id), cancellationToken);

    public async Task<SendResult> RetractAsync(OutboundRetraction retraction, CancellationToken cancellationToken)
    {
        var ehrId = retraction.EhrId;
        if (ehrId is null)
        {
            switch (await FindAsync(dialect.PlaceOf(retraction), id => new SendResult.Delivered(id), cancellationToken))
            {
                case null:
                    // Surely not there: nothing is to be taken back.
                    return new SendResult.Retracted(null);
                case SendResult.Delivered found:
                    ehrId = found.EhrId;
                    break;
                case { } unknown:
                    return unknown;
            }
        }

        return await FileAsync(
            dialect.NoticeOf(retraction, ehrId, clock.GetUtcNow()), retraction.MayHaveArrived, retraction.MayStillArrive, id => new SendResult.ByHand(id), cancellationToken);
    }

    private async Task<SendResult> FileAsync(
        FiledForm form, bool mayHaveArrived, bool mayStillArrive, Func<string, SendResult> asFiled, CancellationToken cancellationToken)
    {
        // Without conditional create a blind second POST would file it twice (ADR 0007).
        if (mayHaveArrived && await FindAsync(form.Place, asFiled, cancellationToken) is { } known)
        {
            return known;
        }

        if (mayStillArrive)
        {
            return new SendResult.Unseen(SendResult.Interrupted);
        }

        switch (await ehr.CreateAsync(form.Address, form.MediaType, form.Content, cancellationToken))
        {
            case EhrCreation.Created { Id: { } id }:
                return asFiled(id);
            case EhrCreation.Created:
                return await FindAsync(form.Place, asFiled, cancellationToken) ?? new SendResult.Failed("created-not-found");
            case EhrCreation.Conflict conflict:
                return await FindAsync(form.Place, asFiled, cancellationToken) ?? new SendResult.Failed(conflict.Code);
            case EhrCreation.Refused refused:
                return new SendResult.Refused(refused.Code, refused.Element);
            case EhrCreation.Unanswered unanswered:
                return await FindAsync(form.Place, asFiled, cancellationToken) is { } found and not (SendResult.Failed or SendResult.Refused) ? found : new SendResult.Unseen(unanswered.Fault);
            case EhrCreation.Unavailable unavailable:
                return new SendResult.Failed(unavailable.Fault, unavailable.RetryAfter);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Null when the EHR surely does not hold it.</summary>
    private async Task<SendResult?> FindAsync(FiledPlace place, Func<string, SendResult> asFiled, CancellationToken cancellationToken) =>
        await ehr.ReadAsync(place.Query, cancellationToken) switch
        {
            EhrAnswer.Found found => place.Read(found.Content) switch
            {
                ReadBack.Held held => asFiled(held.EhrId),
                ReadBack.Absent => null,
                ReadBack.Unusable => new SendResult.Failed(FhirConnector.ReadBackIgnored),
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
