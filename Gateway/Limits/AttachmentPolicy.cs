using System.Collections.Immutable;
using System.Globalization;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Limits;

/// <summary>Whether what a message carries is small enough, each attachment and all of them together. Pure.</summary>
internal static class AttachmentPolicy
{
    public static ImmutableArray<Issue> Check(Communication message, AttachmentLimits limits)
    {
        var issues = ImmutableArray.CreateBuilder<Issue>();
        long inAll = 0;
        var count = 0;
        foreach (var (data, place) in Carried(message))
        {
            count++;
            inAll += data.Length;
            if (data.Length > limits.MaxBytes)
            {
                issues.Add(TooLarge($"An attachment may have {limits.MaxBytes} bytes at most.", place));
            }
        }

        if (inAll > limits.MaxBytesInAll)
        {
            issues.Add(TooLarge($"The attachments of a message may have {limits.MaxBytesInAll} bytes together.", "Communication.payload"));
        }

        if (count > limits.Most)
        {
            issues.Add(TooLarge($"A message may have {limits.Most} attachments at most.", "Communication.payload"));
        }

        return issues.DrainToImmutable();
    }

    private static IEnumerable<(byte[] Data, string Place)> Carried(Communication message)
    {
        foreach (var (index, payload) in message.Payload.Index())
        {
            if (payload.Content is Attachment { Data: { } data })
            {
                yield return (data, At("payload", index, ".content.data"));
            }
        }

        foreach (var (index, contained) in message.Contained.Index())
        {
            if (contained is Binary { Data: { } data })
            {
                yield return (data, At("contained", index, ".data"));
            }

            foreach (var (number, content) in ((contained as DocumentReference)?.Content ?? []).Index())
            {
                if (content.Attachment?.Data is { } document)
                {
                    yield return (document, At("contained", index, string.Create(CultureInfo.InvariantCulture, $".content[{number}].attachment.data")));
                }
            }
        }
    }

    private static Issue TooLarge(string sentence, string place) => new(OperationOutcome.IssueType.TooLong, sentence, place);

    private static string At(string element, int index, string rest) =>
        string.Create(CultureInfo.InvariantCulture, $"Communication.{element}[{index}]{rest}");
}
