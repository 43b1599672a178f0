namespace CrossStudyBroker.Broker.Vault;

/// <summary>A key ring in the setting <c>Keys__Ring</c>, which lives as long as the process does.</summary>
/// <param name="text">The ring.</param>
public sealed class EnvironmentKeyRing(string text) : IKeyRingSource
{
    /// <inheritdoc/>
    public KeyRing Read() => KeyRing.Parse(text, "The setting Keys__Ring");
}
