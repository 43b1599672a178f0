using System.Text;

namespace CrossStudyBroker.Broker.Vault;

/// <summary>A key ring in a file that only its owner may read. Changes are made in place, so that owner, rights and links to it stay.</summary>
/// <param name="path">The file.</param>
public sealed class FileKeyRing(string path) : IKeyRingSource
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>When the file was changed, UTC.</summary>
    public DateTimeOffset ChangedAt => new(File.GetLastWriteTimeUtc(path), TimeSpan.Zero);

    /// <summary>Makes the file, mode 600, with a new hashing key and a new wrapping key, unless it is there.</summary>
    public FileKeyRing CreateIfMissing()
    {
        if (!File.Exists(path))
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            PrivateFolder.Create(Path.GetDirectoryName(Path.GetFullPath(path))!); // a full path of a file has a folder
            using var stream = new FileStream(path, options);
            stream.Write(Encoding.ASCII.GetBytes($"{KeyRing.NewKey()}\n{KeyRing.NewKey()}\n"));
        }

        return this;
    }

    /// <inheritdoc/>
    public KeyRing Read() => KeyRing.Parse(ReadText(), $"The key file {path}");

    /// <summary>Adds a wrapping key, which seals from now on. Returns it.</summary>
    public WrappingKey Add()
    {
        var separator = ReadText().EndsWith('\n') ? "" : "\n";
        using (var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Write(Encoding.ASCII.GetBytes($"{separator}{KeyRing.NewKey()}\n"));
            file.Flush(flushToDisk: true);
        }

        return Read().Sealing;
    }

    /// <summary>Destroys a wrapping key: its text is overwritten where it stands.</summary>
    public void Destroy(WrappingKey key)
    {
        var (text, written) = (ReadText(), Convert.ToBase64String(key.Key));
        if (text.IndexOf(written, StringComparison.Ordinal) is >= 0 and var place)
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            file.Position = place; // the file is ASCII, so a character is a byte
            file.Write(Encoding.ASCII.GetBytes(new string('#', written.Length)));
            file.Flush(flushToDisk: true);
        }
    }

    private string ReadText()
    {
        if (!File.Exists(path))
        {
            throw new InvalidOperationException($"The key file {path} does not exist. Make one with two lines, each 32 random bytes in base64 (openssl rand -base64 32), readable by its owner only; every replica needs the same keys.");
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
        {
            throw new InvalidOperationException($"The key file {path} can be read or written by others; run: chmod 600 {path}");
        }

        return File.ReadAllText(path, Encoding.ASCII);
    }
}
