using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gateway.References;
using Gateway.Storage;

namespace Gateway.Review;

/// <summary>What somebody wants to be done about the chart of a message.</summary>
/// <param name="Kind">Which of the operations.</param>
/// <param name="Reason">Why, as a code of review-reason.</param>
internal abstract record ReviewRequest(DecisionKind Kind, string Reason)
{
    /// <summary>The charts it names, in their order.</summary>
    public virtual ImmutableArray<PatientId> Charts => [];

    /// <summary>SHA-256 of all that is asked: the same request again is recognised by it.</summary>
    public byte[] Fingerprint
    {
        get
        {
            using var content = new MemoryStream();
            using var writer = new BinaryWriter(content, Encoding.UTF8);
            writer.Write(Kind.ToString());
            writer.Write(Reason);
            WriteTo(writer);
            writer.Flush();
            return SHA256.HashData(content.GetBuffer().AsSpan(0, (int)content.Length));
        }
    }

    protected virtual void WriteTo(BinaryWriter writer)
    {
    }

    public sealed record Release(string Why) : ReviewRequest(DecisionKind.Release, Why);

    public sealed record Reject(string Why) : ReviewRequest(DecisionKind.Reject, Why);

    public sealed record Retract(string Why) : ReviewRequest(DecisionKind.Retract, Why);

    public sealed record Redirect(PatientId Chart, string Why) : ReviewRequest(DecisionKind.Redirect, Why)
    {
        public override ImmutableArray<PatientId> Charts => [Chart];

        protected override void WriteTo(BinaryWriter writer) => writer.Write(Chart.Value);
    }

    public sealed record Split(ImmutableArray<SplitPart> Parts, string Why) : ReviewRequest(DecisionKind.Split, Why)
    {
        public override ImmutableArray<PatientId> Charts => [.. Parts.Select(part => part.Chart)];

        protected override void WriteTo(BinaryWriter writer)
        {
            foreach (var part in Parts)
            {
                writer.Write(part.Chart.Value);
                writer.Write(part.Text ?? string.Empty);
                foreach (var piece in part.Pieces)
                {
                    writer.Write(string.Create(CultureInfo.InvariantCulture, $"{piece.Payload}:{piece.Start}:{piece.Length}"));
                }

                writer.Write(string.Empty);
            }
        }
    }
}
