using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace CrossStudyBroker.Tests.Leaks;

/// <summary>Keeps every measurement of the process, as an exporter would get it.</summary>
internal sealed class CapturedMetrics : IDisposable
{
    private readonly ConcurrentDictionary<string, byte> _lines = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    public CapturedMetrics()
    {
        _listener.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Keep(instrument, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Keep(instrument, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Keep(instrument, tags));
        _listener.Start();
    }

    /// <summary>Every series that was measured: the instrument and its tags.</summary>
    public IReadOnlyCollection<string> Lines => [.. _lines.Keys];

    public void Dispose() => _listener.Dispose();

    private void Keep(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _lines[$"{instrument.Meter.Name} {instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}"] = 0;
}
