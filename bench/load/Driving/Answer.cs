namespace Load.Driving;

/// <summary>What came back for one request. The body lives in the lane's buffer: it is gone with the lane's next request.</summary>
/// <param name="Status">The HTTP status; 0 when there was no complete answer.</param>
/// <param name="Location">The Location header of a create.</param>
/// <param name="Body">The body as received.</param>
/// <param name="Took">From sending to the last byte.</param>
/// <param name="Fault">Why there was no answer, as a code.</param>
internal readonly record struct Answer(int Status, string? Location, ReadOnlyMemory<byte> Body, TimeSpan Took, string? Fault)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}
