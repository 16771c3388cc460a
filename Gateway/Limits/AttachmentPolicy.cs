using System.Collections.Immutable;
using Gateway.Attachments;
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
        foreach (var file in CarriedFile.In(message))
        {
            count++;
            inAll += file.Data.Length;
            if (file.Data.Length > limits.MaxBytes)
            {
                issues.Add(TooLarge($"An attachment may have {limits.MaxBytes} bytes at most.", file.Expression));
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

    private static Issue TooLarge(string sentence, string place) => new(OperationOutcome.IssueType.TooLong, sentence, place);
}
