-- Made of expression.py by tools/weekly_sql.py; “make test-distributed” holds them equal.
WITH "t8" AS NOT MATERIALIZED (
  SELECT
    "t1"."id",
    "t1"."slot",
    "t1"."named",
    "t1"."sum_1",
    "t1"."sum_2",
    "t1"."sum_3",
    "t1"."sum_4",
    UNNEST("t1"."tags") AS "tag"
  FROM "placed" AS "t1"
), "t25" AS NOT MATERIALIZED (
  SELECT
    "t16"."tag",
    "t16"."slot",
    "t16"."tickets",
    "t16"."sum_1",
    "t16"."sum_2",
    "t16"."sum_3",
    "t16"."sum_4",
    "t4"."weeks_ago",
    "t4"."since",
    "t4"."until",
    "t6"."tag" AS "tag_of_rule",
    "t6"."topic",
    "t6"."since" AS "since_of_rule",
    "t6"."until" AS "until_of_rule",
    "t6"."shared"
  FROM (
    SELECT
      "t2"."tag",
      "t2"."slot",
      "t2"."tickets",
      "t2"."sum_1" * "t2"."tickets" AS "sum_1",
      "t2"."sum_2" * "t2"."tickets" AS "sum_2",
      "t2"."sum_3" * "t2"."tickets" AS "sum_3",
      "t2"."sum_4" * "t2"."tickets" AS "sum_4"
    FROM "part" AS "t2"
  ) AS "t16"
  INNER JOIN "slot" AS "t4"
    ON "t16"."slot" = "t4"."slot"
  LEFT OUTER JOIN "rule" AS "t6"
    ON "t16"."tag" = "t6"."tag"
)
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t33"."weeks_ago",
        CASE
          WHEN COALESCE("t33"."tag_of_rule", '') = ''
          THEN "t33"."tag"
          ELSE "t33"."topic"
        END AS "topic",
        "t33"."tickets",
        "t33"."sum_1",
        "t33"."sum_2",
        "t33"."sum_3",
        "t33"."sum_4"
      FROM (
        SELECT
          "t22"."slot",
          "t22"."tag",
          "t22"."tickets",
          "t22"."sum_1",
          "t22"."sum_2",
          "t22"."sum_3",
          "t22"."sum_4",
          "t4"."weeks_ago",
          "t4"."since",
          "t4"."until",
          "t6"."tag" AS "tag_of_rule",
          "t6"."topic",
          "t6"."since" AS "since_of_rule",
          "t6"."until" AS "until_of_rule",
          "t6"."shared"
        FROM (
          SELECT
            "t14"."slot",
            "t14"."tag",
            COUNT(*) AS "tickets",
            SUM("t14"."sum_1") AS "sum_1",
            SUM("t14"."sum_2") AS "sum_2",
            SUM("t14"."sum_3") AS "sum_3",
            SUM("t14"."sum_4") AS "sum_4"
          FROM "t8" AS "t14"
          GROUP BY
            1,
            2
        ) AS "t22"
        INNER JOIN "slot" AS "t4"
          ON "t22"."slot" = "t4"."slot"
        LEFT OUTER JOIN "rule" AS "t6"
          ON "t22"."tag" = "t6"."tag"
      ) AS "t33"
      WHERE
        (
          COALESCE("t33"."tag_of_rule", '') = ''
        )
        OR (
          (
            "t33"."topic" <> ''
          )
          AND (
            (
              "t33"."since" >= "t33"."since_of_rule"
            )
            AND (
              "t33"."since" < "t33"."until_of_rule"
            )
          )
          AND NOT (
            "t33"."shared"
          )
        )
    ) AS "t41"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t35"."weeks_ago",
        "t35"."topic",
        "t35"."tickets",
        "t35"."sum_1",
        "t35"."sum_2",
        "t35"."sum_3",
        "t35"."sum_4"
      FROM (
        SELECT
          "t31"."weeks_ago",
          "t31"."topic",
          COUNT(*) AS "tickets",
          SUM("t31"."sum_1") AS "sum_1",
          SUM("t31"."sum_2") AS "sum_2",
          SUM("t31"."sum_3") AS "sum_3",
          SUM("t31"."sum_4") AS "sum_4"
        FROM (
          SELECT DISTINCT
            "t26"."id",
            "t26"."weeks_ago",
            "t26"."topic",
            "t26"."sum_1",
            "t26"."sum_2",
            "t26"."sum_3",
            "t26"."sum_4"
          FROM (
            SELECT
              "t18"."id",
              "t18"."slot",
              "t18"."named",
              "t18"."sum_1",
              "t18"."sum_2",
              "t18"."sum_3",
              "t18"."sum_4",
              "t18"."tag",
              "t13"."topic",
              "t13"."since_of_rule",
              "t13"."until_of_rule",
              "t13"."shared",
              "t5"."weeks_ago",
              "t5"."since",
              "t5"."until"
            FROM "t8" AS "t18"
            INNER JOIN (
              SELECT
                "t3"."tag",
                "t3"."topic",
                "t3"."since" AS "since_of_rule",
                "t3"."until" AS "until_of_rule",
                "t3"."shared"
              FROM "rule" AS "t3"
              WHERE
                "t3"."shared"
            ) AS "t13"
              ON "t18"."tag" = "t13"."tag"
            INNER JOIN "slot" AS "t5"
              ON "t18"."slot" = "t5"."slot"
          ) AS "t26"
          WHERE
            "t26"."since" >= "t26"."since_of_rule" AND "t26"."since" < "t26"."until_of_rule"
        ) AS "t31"
        GROUP BY
          1,
          2
      ) AS "t35"
    ) AS "t39"
  ) AS "t42"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t29"."weeks_ago",
        CASE
          WHEN COALESCE("t29"."tag_of_rule", '') = ''
          THEN "t29"."tag"
          ELSE "t29"."topic"
        END AS "topic",
        "t29"."tickets",
        "t29"."sum_1",
        "t29"."sum_2",
        "t29"."sum_3",
        "t29"."sum_4"
      FROM "t25" AS "t29"
      WHERE
        (
          COALESCE("t29"."tag_of_rule", '') = ''
        )
        OR (
          (
            "t29"."topic" <> ''
          )
          AND (
            (
              "t29"."since" >= "t29"."since_of_rule"
            )
            AND (
              "t29"."since" < "t29"."until_of_rule"
            )
          )
        )
    ) AS "t36"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t4"."weeks_ago",
        '' AS "topic",
        "t21"."tickets",
        "t21"."sum_1",
        "t21"."sum_2",
        "t21"."sum_3",
        "t21"."sum_4"
      FROM (
        SELECT
          "t9"."slot",
          COUNT(*) AS "tickets",
          SUM("t9"."sum_1") AS "sum_1",
          SUM("t9"."sum_2") AS "sum_2",
          SUM("t9"."sum_3") AS "sum_3",
          SUM("t9"."sum_4") AS "sum_4"
        FROM (
          SELECT
            *
          FROM "placed" AS "t1"
          WHERE
            "t1"."named" > 0
        ) AS "t9"
        GROUP BY
          1
      ) AS "t21"
      INNER JOIN "slot" AS "t4"
        ON "t21"."slot" = "t4"."slot"
    ) AS "t30"
  ) AS "t38"
) AS "t44"
UNION ALL
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t43"."weeks_ago",
        '' AS "topic",
        "t43"."tickets",
        "t43"."sum_1",
        "t43"."sum_2",
        "t43"."sum_3",
        "t43"."sum_4"
      FROM (
        SELECT
          "t40"."weeks_ago",
          -(
            COUNT(*)
          ) AS "tickets",
          -(
            SUM("t40"."sum_1")
          ) AS "sum_1",
          -(
            SUM("t40"."sum_2")
          ) AS "sum_2",
          -(
            SUM("t40"."sum_3")
          ) AS "sum_3",
          -(
            SUM("t40"."sum_4")
          ) AS "sum_4"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t32"."id",
              "t32"."weeks_ago",
              "t32"."named",
              "t32"."sum_1",
              "t32"."sum_2",
              "t32"."sum_3",
              "t32"."sum_4",
              COUNT(*) AS "idle"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  "t18"."id",
                  "t18"."slot",
                  "t18"."named",
                  "t18"."sum_1",
                  "t18"."sum_2",
                  "t18"."sum_3",
                  "t18"."sum_4",
                  "t18"."tag",
                  "t17"."topic",
                  "t17"."since_of_rule",
                  "t17"."until_of_rule",
                  "t17"."shared",
                  "t5"."weeks_ago",
                  "t5"."since",
                  "t5"."until"
                FROM "t8" AS "t18"
                INNER JOIN (
                  SELECT
                    "t3"."tag",
                    "t3"."topic",
                    "t3"."since" AS "since_of_rule",
                    "t3"."until" AS "until_of_rule",
                    "t3"."shared"
                  FROM "rule" AS "t3"
                  WHERE
                    "t3"."topic" = ''
                ) AS "t17"
                  ON "t18"."tag" = "t17"."tag"
                INNER JOIN "slot" AS "t5"
                  ON "t18"."slot" = "t5"."slot"
              ) AS "t27"
              WHERE
                "t27"."since" >= "t27"."since_of_rule" AND "t27"."since" < "t27"."until_of_rule"
            ) AS "t32"
            GROUP BY
              1,
              2,
              3,
              4,
              5,
              6,
              7
          ) AS "t34"
          WHERE
            "t34"."idle" = "t34"."named"
        ) AS "t40"
        GROUP BY
          1
      ) AS "t43"
    ) AS "t45"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t29"."weeks_ago",
        '' AS "topic",
        "t29"."tickets",
        "t29"."sum_1",
        "t29"."sum_2",
        "t29"."sum_3",
        "t29"."sum_4"
      FROM "t25" AS "t29"
      WHERE
        (
          COALESCE("t29"."tag_of_rule", '') = ''
        )
        OR (
          (
            "t29"."topic" <> ''
          )
          AND (
            (
              "t29"."since" >= "t29"."since_of_rule"
            )
            AND (
              "t29"."since" < "t29"."until_of_rule"
            )
          )
        )
    ) AS "t37"
  ) AS "t46"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'all' AS "measure",
        "t4"."weeks_ago",
        '' AS "topic",
        "t15"."tickets",
        "t15"."sum_1",
        "t15"."sum_2",
        "t15"."sum_3",
        "t15"."sum_4"
      FROM (
        SELECT
          "t1"."slot",
          COUNT(*) AS "tickets",
          SUM("t1"."sum_1") AS "sum_1",
          SUM("t1"."sum_2") AS "sum_2",
          SUM("t1"."sum_3") AS "sum_3",
          SUM("t1"."sum_4") AS "sum_4"
        FROM "placed" AS "t1"
        GROUP BY
          1
      ) AS "t15"
      INNER JOIN "slot" AS "t4"
        ON "t15"."slot" = "t4"."slot"
    ) AS "t23"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'all' AS "measure",
        "t4"."weeks_ago",
        '' AS "topic",
        "t16"."tickets",
        "t16"."sum_1",
        "t16"."sum_2",
        "t16"."sum_3",
        "t16"."sum_4"
      FROM (
        SELECT
          "t2"."tag",
          "t2"."slot",
          "t2"."tickets",
          "t2"."sum_1" * "t2"."tickets" AS "sum_1",
          "t2"."sum_2" * "t2"."tickets" AS "sum_2",
          "t2"."sum_3" * "t2"."tickets" AS "sum_3",
          "t2"."sum_4" * "t2"."tickets" AS "sum_4"
        FROM "part" AS "t2"
      ) AS "t16"
      INNER JOIN "slot" AS "t4"
        ON "t16"."slot" = "t4"."slot"
    ) AS "t24"
  ) AS "t28"
) AS "t47"
