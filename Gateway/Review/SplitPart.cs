using System.Collections.Immutable;
using Gateway.References;

namespace Gateway.Review;

/// <summary>One of the messages that a message is split into.</summary>
/// <param name="Chart">The chart it is about.</param>
/// <param name="Text">What it says, if that is given.</param>
/// <param name="Pieces">What of the original it says, if that is selected.</param>
internal sealed record SplitPart(PatientId Chart, string? Text, ImmutableArray<SelectedPiece> Pieces);

/// <summary>A piece of the original.</summary>
/// <param name="Payload">Which payload, from 0.</param>
/// <param name="Start">Where in its text, in UTF-16 units; none for the whole payload.</param>
/// <param name="Length">How long, in UTF-16 units.</param>
internal readonly record struct SelectedPiece(int Payload, int? Start, int? Length);
