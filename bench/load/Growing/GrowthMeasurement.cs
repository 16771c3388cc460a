using Gateway.Storage;
using Load.Reporting;

namespace Load.Growing;

/// <summary>One question to one store in one round.</summary>
internal sealed record GrowthMeasurement(StorageProvider Provider, Question Question, int Concurrency, int Size, int Round, LoadReport Report);
